package dev.ridewire.bench.quality;

/**
 * Random numbers that depend on a seed and on what they are for, not on the order of calls. So every policy meets the
 * same riders, drivers and delays, and their differences are not noise.
 */
record Chance(long seed) {
    /** Returns a number of 0 or more and less than 1. */
    double uniform(String what, long first, long second) {
        long mixed = mix(mix(mix(seed ^ ((long) what.hashCode() << 32)) + first) + second);
        return (mixed >>> 11) * 0x1.0p-53;
    }

    /** Returns a factor around 1 that is log-normal. */
    double factor(String what, long first, long second, double sigma) {
        double radius = Math.sqrt(-2 * Math.log(1 - uniform(what, first, second)));
        double normal = radius * Math.cos(2 * Math.PI * uniform(what + "-angle", first, second));
        return Math.exp(sigma * normal - sigma * sigma / 2);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
