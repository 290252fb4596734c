package infocenter.core.xaction;

import java.time.Duration;
import java.util.List;

/**
 * What the table knows about one kind of job; all of them are in {@link Kinds}.
 *
 * @param name on every wire, for example {@code copy-bucket}
 * @param displayName for people
 * @param scope what its buckets must be
 * @param startable false for kinds that only the system starts
 * @param idles true when it ends by itself after a time without requests
 * @param readsOnly true when it changes no object
 * @param excludes names of kinds that may not be active on a common bucket (or at all, for cluster scope) at the same time
 * @param cap active xactions of this kind in the cluster; more are refused
 * @param policy when a target is lost
 * @param window of policy restart
 * @param stopBound how long a target may take to stop a run
 * @param arguments the only arguments it takes
 * @param oneOf exactly one of these arguments must be given; empty when none must
 * @param atMostOneOf at most one of these arguments may be given
 */
public record Kind(
        String name,
        String displayName,
        Scope scope,
        boolean startable,
        boolean idles,
        boolean readsOnly,
        List<String> excludes,
        int cap,
        Policy policy,
        Duration window,
        Duration stopBound,
        List<Argument> arguments,
        List<String> oneOf,
        List<String> atMostOneOf) {
    /** Without arguments that shut each other out. */
    public Kind(
            String name,
            String displayName,
            Scope scope,
            boolean startable,
            boolean idles,
            boolean readsOnly,
            List<String> excludes,
            int cap,
            Policy policy,
            Duration window,
            Duration stopBound,
            List<Argument> arguments,
            List<String> oneOf) {
        this(
                name,
                displayName,
                scope,
                startable,
                idles,
                readsOnly,
                excludes,
                cap,
                policy,
                window,
                stopBound,
                arguments,
                oneOf,
                List.of());
    }

    /** What a start must name. */
    public enum Scope {
        /** No bucket. */
        CLUSTER,
        /** One bucket. */
        BUCKET,
        /** A source and a destination. */
        TWO_BUCKETS,
        /** One bucket; named none, all of them. */
        ONE_OR_ALL
    }

    /** The JSON type of an argument. */
    public enum Type {
        STRING,
        INTEGER,
        BOOLEAN,
        /** Names of objects, each checked. */
        NAMES,
        /** Absolute path of a file or folder of a target, without {@code .}, {@code ..} and empty parts. */
        PATH,
        /** A range of names, see {@link infocenter.core.bucket.NameTemplate}. */
        TEMPLATE,
        /** Name of a registered transformer; the row keeps it as it was at the start. */
        TRANSFORMER,
        /** See {@link WebUrl}. */
        URL,
        /** A range of URLs, see {@link LinkTemplate}. */
        URL_TEMPLATE,
        /** URLs with or without a name, a checksum and a size, see {@link Link}; no two with one name. */
        LINKS
    }

    /**
     * One argument of the JSON object that a start carries.
     *
     * @param name its key
     * @param type its JSON type
     * @param required refused when missing
     * @param help one line for people
     * @param min smallest value of an integer, characters of a string, entries of an array
     * @param max largest of the same
     */
    public record Argument(String name, Type type, boolean required, String help, long min, long max) {}

    /** True when the two may not be active at the same time, whichever of them says so. */
    public boolean shutsOut(Kind other) {
        return excludes.contains(other.name) || other.excludes.contains(name);
    }

    /** Lease (10 s) + margin (5 s) + window + stop bound: longest time from a target's loss to a terminal state (G4). */
    public Duration lossBound() {
        return Duration.ofSeconds(15)
                .plus(policy == Policy.RESTART ? window : Duration.ZERO)
                .plus(stopBound);
    }
}
