package infocenter.target.job;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The kinds that this build can work on, by name. Immutable; any thread. */
public final class Jobs {
    /** The one place where a kind is made known to a target. */
    private static final List<Job> ALL =
            List.of(new ListObjects(), new CopyBucket(), new CopyObjects(), new DeleteObjects());

    private final TreeMap<String, Job> byKind = new TreeMap<>();

    private Jobs(List<Job> jobs) {
        for (Job job : jobs) {
            if (byKind.put(job.kind(), job) != null) {
                throw new IllegalArgumentException("two jobs for kind " + job.kind());
            }
        }
    }

    /** All of this build. */
    public static Jobs all() {
        return new Jobs(ALL);
    }

    /** These and no other. */
    public static Jobs of(List<Job> jobs) {
        return new Jobs(jobs);
    }

    /** The job of that kind. */
    public Optional<Job> find(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** Names of all kinds, sorted. */
    public List<String> kinds() {
        return List.copyOf(byKind.keySet());
    }
}
