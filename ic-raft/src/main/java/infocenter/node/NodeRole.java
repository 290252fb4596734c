package infocenter.node;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * A role that one process can play, found by {@code ServiceLoader}: so one distribution holds all of them, and {@code xic dev} starts
 * several in one JVM, while no gateway class imports a target class.
 */
public interface NodeRole {
    /** {@code gateway} or {@code target}: the word on the command line. */
    String name();

    /**
     * Reads the settings file, binds the listeners, recovers what is on disk, and returns when both doors answer. Joining goes on in the
     * background.
     *
     * @throws IllegalArgumentException naming the key, for settings that are wrong
     * @throws java.io.IOException naming the address or path that could not be had
     */
    Running start(Path settingsFile) throws java.io.IOException;

    /**
     * A node that can never go on.
     *
     * @param end what kind of end it is
     * @param message names the node and the reason
     */
    record GaveUp(ProcessEnd end, String message) {}

    /** A started node. */
    interface Running extends AutoCloseable {
        /** Its name. */
        String id();

        /** Its public door. */
        String publicUrl();

        /**
         * Completes with the reason when the node finds that it can never go on, for instance since the cluster knows a newer process
         * of it; whoever started it closes it then and ends with an error.
         */
        default CompletableFuture<GaveUp> gaveUp() {
            return new CompletableFuture<>();
        }

        /** Stops gracefully within its drain time; idempotent. */
        @Override
        void close();
    }
}
