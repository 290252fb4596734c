package infocenter.gateway.join;

import infocenter.client.Moment;
import infocenter.core.cluster.Identity;
import infocenter.core.table.Information;
import infocenter.core.table.Restored;
import infocenter.wire.BackupFile;
import infocenter.wire.WireException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** What a new cluster begins with. Blocks; on the thread that joins. */
interface Beginning {
    /** Nothing. */
    Beginning EMPTY = new Beginning() {
        @Override
        public Identity found(OwnSeat seat, String clusterId) throws IOException {
            Identity made = new Identity(clusterId, 1);
            seat.found(made);
            return made;
        }

        @Override
        public boolean empty() {
            return true;
        }
    };

    /** What that backup holds. */
    static Beginning of(Path backup) {
        return new Beginning() {
            @Override
            public Identity found(OwnSeat seat, String clusterId) throws IOException {
                BackupFile.Contents kept = contents(backup);
                Information value = Restored.of(kept.information(), clusterId, System.currentTimeMillis());
                seat.found(new Moment(value, kept.backup().term(), kept.backup().index()));
                return Objects.requireNonNull(value.identity(), "a restored value has one");
            }

            @Override
            public boolean empty() {
                return false;
            }
        };
    }

    private static BackupFile.Contents contents(Path backup) throws IOException {
        try {
            return BackupFile.read(backup);
        } catch (WireException damaged) {
            throw new IOException(damaged.getMessage(), damaged);
        }
    }

    /** Makes the group of this peer alone. */
    Identity found(OwnSeat seat, String clusterId) throws IOException;

    /** Its table has no identity yet. */
    boolean empty();
}
