#!/usr/bin/env bash
# protobuf-java-util 4.36.2: JsonFormat's parser under ignoringUnknownFields drops an enum name that it does not know.
# A reader can't tell the new name from a field that was not sent.
# Seen: the field holds its default, SYNTAX_PROTO2, and no exception comes.
. "$(dirname "$0")/lib.sh"
artifacts com.google.protobuf:protobuf-java-util:4.36.2
shows 'SYNTAX_PROTO2' <<'JAVA'
import com.google.protobuf.Type;
import com.google.protobuf.util.JsonFormat;

class Finding {
    public static void main(String[] args) throws Exception {
        var type = Type.newBuilder();
        JsonFormat.parser().ignoringUnknownFields().merge("{\"syntax\":\"SYNTAX_OF_NEXT_YEAR\"}", type);
        System.out.println(type.getSyntax());
    }
}
JAVA
