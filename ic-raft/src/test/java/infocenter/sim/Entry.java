package infocenter.sim;

import org.jspecify.annotations.Nullable;

/**
 * One entry of the replicated log.
 *
 * @param data a batch with its header, as {@code LogCodec} wrote it; null for the first entry of a leader and for groups
 * @param group of an entry that changes the group, else null
 */
record Entry(
        long index,
        long term,
        byte @Nullable [] data,
        @Nullable Group group) {}
