package infocenter.target.job;

import infocenter.core.cluster.NodeId;
import java.io.IOException;
import java.util.List;

/**
 * Work on every object of a bucket, which begins only if every target that may hold some of them takes part: done without one it would
 * pass for whole. One step a call.
 */
record NobodyAway(JobContext context, Work work) implements Work {
    @Override
    public Step step() throws Exception {
        List<NodeId> away = context.homesAway();
        if (!away.isEmpty()) {
            throw new IOException("target " + away.get(0) + " may have objects of this bucket and takes no part");
        }
        return work.step();
    }

    @Override
    public void close() {
        work.close();
    }
}
