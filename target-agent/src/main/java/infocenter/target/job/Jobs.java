package infocenter.target.job;

import infocenter.settings.TargetSettings;
import infocenter.target.fetch.Web;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The kinds that this build can work on, by name. Immutable; any thread. */
public final class Jobs {
    private final TreeMap<String, Job> byKind = new TreeMap<>();

    private Jobs(List<Job> jobs) {
        for (Job job : jobs) {
            if (byKind.put(job.kind(), job) != null) {
                throw new IllegalArgumentException("two jobs for kind " + job.kind());
            }
        }
    }

    /** All of this build, as the target's settings want them: the one place where a kind is made known to a target. */
    public static Jobs all(TargetSettings settings, Web web) {
        List<Job> jobs = List.of(
                new ListObjects(),
                new Summary(),
                new CopyBucket(),
                new CopyObjects(),
                new Transform(),
                new RenameBucket(),
                new Promote(settings.promote()),
                new DeleteObjects(),
                new EvictUnused(settings.lru()),
                new CleanUp(),
                new Download(web),
                new Rebalance(settings.rebalanceBandwidth().bytes()));
        if (settings.footprints().isEmpty()) {
            return new Jobs(jobs);
        }
        Path folder = settings.footprints().get(0);
        return new Jobs(
                jobs.stream().<Job>map(job -> new Footprints(job, folder)).toList());
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
