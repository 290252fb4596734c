package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Puts one object of 2 GiB and a bit, reads it back and says what it found; run with a small heap. */
final class LargeObjectProcess {

    static final long SIZE = (2L << 30) + 5;

    private LargeObjectProcess() {}

    /** Mount path. */
    public static void main(String[] args) throws Exception {
        ObjectName name = new ObjectName("large");
        StoreLimits limits = StoreLimits.forHeap(Runtime.getRuntime().maxMemory());
        MountPath path = new MountPath(Path.of(args[0]), SIZE + Trailer.BYTES_MAX);
        try (ObjectStore store = ObjectStore.open(List.of(path), limits, Clock.systemUTC())) {
            ByteBuffer chunk = ByteBuffer.allocate(256 * 1024);
            try (Writing writing = store.write(1, name)) {
                for (long number = 0; writing.size() < SIZE; number++) {
                    chunk.clear().limit((int) Math.min(chunk.capacity(), SIZE - writing.size()));
                    if (chunk.remaining() >= Long.BYTES) {
                        chunk.putLong(0, number);
                    }
                    writing.write(chunk);
                }
                writing.commit(new VersionRule.Next(1), CustomMetadata.EMPTY);
            }
            try (Reading reading = store.read(1, name).orElseThrow()) {
                reading.verify();
                long chunks = SIZE / chunk.capacity();
                Reading.Region last = reading.region((chunks - 1) * chunk.capacity(), Long.BYTES);
                ByteBuffer mark = ByteBuffer.allocate(Long.BYTES);
                last.channel().read(mark, last.position());
                System.out.println("size " + reading.size() + " last " + mark.getLong(0) + " of " + (chunks - 1));
            }
            store.delete(1, name);
        }
    }
}
