package infocenter.target.run;

import infocenter.core.xaction.BlobAddress;
import infocenter.target.job.Arguments;
import infocenter.target.job.BadArgument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Large arguments between the disk and the start that needs them: read and parsed on a thread of their own, since the orders thread
 * waits for no disk and no network. What this target lacks comes from another one.
 */
public final class LargeArguments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LargeArguments.class);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(30);

    private final KeptArguments kept;
    private final Source others;
    private final long loadedBytesMax;
    private final ScheduledExecutorService loader;
    private final Map<BlobAddress, Arguments> loaded = new LinkedHashMap<>();
    private final Set<BlobAddress> loading = new HashSet<>();

    /** Where arguments are that this target lacks. */
    @FunctionalInterface
    public interface Source {
        /** Brings them into these; false when nobody has them. May block. */
        boolean fetch(BlobAddress address, KeptArguments into) throws IOException;
    }

    /**
     * @param loadedBytesMax bytes, before parsing, of what waits in memory for its start; the oldest is read again when needed
     */
    public LargeArguments(String name, KeptArguments kept, Source others, long loadedBytesMax) {
        this.kept = kept;
        this.others = others;
        this.loadedBytesMax = loadedBytesMax;
        this.loader = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name + "-arguments");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Bytes that wait in memory, and that active runs may hold: an eighth of the heap, but one start always fits. */
    public static long bytesMaxFor(long heapBytes) {
        return Math.max(BlobAddress.BYTES_MAX, heapBytes / 8);
    }

    /** Those on disk. */
    public KeptArguments kept() {
        return kept;
    }

    /** Removes now and then what no run uses, while that is true of this target's lease. */
    public void sweepWhile(BooleanSupplier inLease, Predicate<BlobAddress> used) {
        loader.scheduleWithFixedDelay(
                () -> {
                    try {
                        if (inLease.getAsBoolean()) {
                            kept.sweep(SWEEP_EVERY, used);
                        }
                    } catch (IOException | RuntimeException failed) {
                        LOG.atWarn().setCause(failed).log("arguments not removed, the next sweep tries again");
                    }
                },
                SWEEP_EVERY.toMillis(),
                SWEEP_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Hands them over, once; null while they are not in memory: then they are on their way. Any thread; never blocks. */
    synchronized @Nullable Arguments take(BlobAddress address) {
        Arguments there = loaded.remove(address);
        if (there == null && loading.add(address)) {
            try {
                loader.execute(() -> bring(address));
            } catch (RejectedExecutionException stopping) {
                loading.remove(address);
            }
        }
        return there;
    }

    private void bring(BlobAddress address) {
        try {
            boolean here = kept.find(address).isPresent() || others.fetch(address, kept);
            if (!here || !load(address)) {
                LOG.atWarn().addKeyValue("outcome", "absent").log("nobody has the arguments {}", address);
            }
        } catch (IOException | RuntimeException failed) {
            LOG.atWarn().setCause(failed).log("arguments {} not loaded, the next order tries again", address);
        } finally {
            synchronized (this) {
                loading.remove(address);
            }
        }
    }

    /** Reads and parses what is on disk, for a start that will follow; false when it is not there. Blocks. */
    public boolean load(BlobAddress address) throws IOException {
        Optional<Path> file = kept.find(address);
        if (file.isEmpty()) {
            return false;
        }
        try (InputStream bytes = Files.newInputStream(file.get())) {
            keep(address, ArgumentText.parse(bytes));
            return true;
        } catch (NoSuchFileException swept) {
            return false;
        } catch (BadArgument bad) {
            throw new IOException(bad.getMessage(), bad);
        }
    }

    private synchronized void keep(BlobAddress address, Arguments arguments) {
        loaded.put(address, arguments);
        long bytes = loaded.keySet().stream().mapToLong(BlobAddress::bytes).sum();
        var oldest = loaded.keySet().iterator();
        while (bytes > loadedBytesMax && oldest.hasNext()) {
            BlobAddress next = oldest.next();
            if (!next.equals(address)) {
                oldest.remove();
                bytes -= next.bytes();
            }
        }
    }

    @Override
    public void close() {
        loader.shutdownNow();
    }
}
