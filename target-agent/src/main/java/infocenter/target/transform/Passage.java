package infocenter.target.transform;

import infocenter.core.transform.Transformer;
import infocenter.target.job.Stopped;
import infocenter.target.job.TransformFailed;
import infocenter.target.job.Transforms;
import infocenter.target.store.Reading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One content's way through one transformer, with its bounds. On the thread that asked for it. */
final class Passage {
    /** Between two looks whether it shall go on. */
    private static final long LOOK_MILLIS = 100;

    private final Transformer transformer;
    private final Reading content;
    private final Conduit conduit;
    private final Feeder feeder;
    private final Drain drain;
    private long waitedNanos;
    private long given;

    Passage(Transformer transformer, Reading content, Conduit conduit) {
        this.transformer = transformer;
        this.content = content;
        this.conduit = conduit;
        this.feeder = new Feeder(content, conduit.input());
        this.drain = new Drain(conduit.output());
    }

    /** Bytes of output; the conduit stays open. */
    long run(Threads threads, Transforms.Output output, Runnable check) throws IOException {
        threads.pipe(feeder);
        threads.pipe(drain);
        try {
            draw(output, check);
        } finally {
            drain.end();
        }
        conduit.settle(Duration.ofNanos(Math.max(0, limitNanos() - waitedNanos)));
        feeder.requireSound();
        if (given == 0 && content.size() > 0) {
            throw TransformFailed.because("transformer " + transformer.name() + " wrote nothing");
        }
        return given;
    }

    private void draw(Transforms.Output output, Runnable check) throws IOException {
        long most = transformer.bounds().outputBytesMax(content.size());
        while (true) {
            Drain.Piece piece = next();
            check.run();
            requireTime();
            if (piece == null) {
                feeder.requireSound();
                continue;
            }
            if (piece.failure() != null) {
                feeder.requireSound();
                conduit.settle(Duration.ofMillis(LOOK_MILLIS));
                throw TransformFailed.because("transformer " + transformer.name() + ": its output broke off: "
                        + piece.failure().getMessage());
            }
            if (piece.end()) {
                return;
            }
            given += piece.bytes().length;
            if (given > most) {
                throw TransformFailed.because("transformer " + transformer.name() + " wrote more than " + most
                        + " bytes for " + content.size() + " (outputBytesMax, outputRatioMax)");
            }
            output.take(ByteBuffer.wrap(piece.bytes()));
        }
    }

    /** Only time in which the transformer is waited for is counted, not that of a slow taker. */
    private Drain.@Nullable Piece next() {
        long begin = System.nanoTime();
        try {
            return drain.poll(LOOK_MILLIS);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        } finally {
            waitedNanos += System.nanoTime() - begin;
        }
    }

    private void requireTime() throws TransformFailed {
        if (waitedNanos > limitNanos()) {
            throw TransformFailed.late("transformer " + transformer.name() + " took more than "
                    + transformer.bounds().timeMillis() + " ms (timeLimit) and was ended");
        }
    }

    private long limitNanos() {
        return TimeUnit.MILLISECONDS.toNanos(transformer.bounds().timeMillis());
    }
}
