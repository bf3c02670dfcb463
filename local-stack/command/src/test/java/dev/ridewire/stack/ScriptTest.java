package dev.ridewire.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ridewire} on a machine that lacks things: a folder with the few programs it uses. */
@EnabledOnOs(OS.LINUX)
class ScriptTest {
    private static final List<String> PROGRAMS = List.of("dirname", "find", "grep", "head", "ls", "mkdir", "ps",
            "readlink", "tail", "touch");

    @TempDir
    private Path machine = Path.of("");

    private Path root = Path.of("");
    private Path programs = Path.of("");

    /** The script's output and exit code. */
    private record Answer(int code, String text) {}

    @BeforeEach
    void prepare() throws IOException {
        root = Files.createDirectories(machine.resolve("root"));
        programs = Files.createDirectories(machine.resolve("bin"));
        Files.createDirectories(machine.resolve("jvms"));
        Files.copy(Path.of(System.getProperty("ridewire.root", "../..")).resolve("ridewire"), root.resolve("ridewire"));
        for (String program : PROGRAMS) {
            script(programs.resolve(program), "exec " + onPath(program) + " \"$@\"");
        }
    }

    @Test
    void withoutAJdk25ItSaysSoInOneSentence() throws Exception {
        jdk("jdk-21", "21.0.4");
        jdk("jdk-125", "17.0.1");
        Answer answer = ridewire("up");
        assertThat(answer.text()).startsWith("Ridewire needs a JDK 25 and found none").hasLineCount(1);
        assertThat(answer.code()).isEqualTo(ExitCode.NO_JDK.code());
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        jdk("jdk-25", "25.0.1");
        Answer answer = ridewire("up");
        assertThat(answer.text()).contains("there is no mvn on the PATH").hasLineCount(1);
        assertThat(answer.code()).isEqualTo(ExitCode.BUILD.code());
    }

    @Test
    void whatIsUpToDateIsNotBuiltAgain() throws Exception {
        jdk("jdk-25", "25.0.1");
        builtAt(Instant.now().plusSeconds(60));
        assertThat(ridewire("up")).isEqualTo(new Answer(0, "launcher\n"));
    }

    @Test
    void aStrangerWithTheNumberOfAnEarlierLauncherDoesNotKeepItFromBuilding() throws Exception {
        jdk("jdk-25", "25.0.1");
        builtAt(Instant.EPOCH);
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(Files.createDirectories(root.resolve(".ridewire/run")).resolve("launcher.pid"),
                    stranger.pid() + " 0 TERM\n");
            assertThat(ridewire("up").code()).isEqualTo(ExitCode.BUILD.code());
        } finally {
            stranger.destroyForcibly();
        }
    }

    private Answer ridewire(String command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(onPath("bash").toString(), root.resolve("ridewire").toString(), command)
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of(
                "PATH", programs.toString(), "HOME", machine.toString(),
                "RIDEWIRE_JVMS", machine.resolve("jvms").toString()));
        Process script = builder.start();
        String text = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(script.waitFor(), text);
    }

    private void jdk(String name, String version) throws IOException {
        Path jdk = machine.resolve("jvms").resolve(name);
        Path bin = Files.createDirectories(jdk.resolve("bin"));
        for (String program : List.of("java", "javac")) {
            script(bin.resolve(program), "echo launcher");
        }
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private void builtAt(Instant time) throws IOException {
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Path target = Files.createDirectories(root.resolve("local-stack/command/target"));
        Files.writeString(target.resolve("local-stack-1.jar"), "");
        Files.setLastModifiedTime(Files.writeString(target.resolve("built"), ""), FileTime.from(time));
    }

    private static void script(Path file, String line) throws IOException {
        Files.writeString(file, "#!" + onPath("bash") + "\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable).findFirst().orElseThrow();
    }
}
