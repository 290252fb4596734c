package infocenter.gateway;

import infocenter.gateway.ais.AisDoor;
import infocenter.gateway.ais.bucket.BucketSlice;
import infocenter.gateway.ais.cluster.ClusterSlice;
import infocenter.gateway.ais.download.DownloadSlice;
import infocenter.gateway.ais.etl.EtlSlice;
import infocenter.gateway.ais.job.JobSlice;
import infocenter.gateway.ais.object.ObjectSlice;
import java.time.Clock;
import java.util.List;

/** What the door for AIStore's clients is made of: one line a slice. */
final class AisSlices {
    private AisSlices() {}

    static AisDoor door() {
        return new AisDoor(List.of(
                new ClusterSlice(),
                new JobSlice(),
                new DownloadSlice(),
                new EtlSlice(),
                new BucketSlice(),
                new ObjectSlice(Clock.systemUTC())));
    }
}
