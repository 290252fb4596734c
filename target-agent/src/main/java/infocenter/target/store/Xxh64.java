package infocenter.target.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * XXH64 with seed 0 of bytes that come in pieces: the checksum of a content that never is in memory as a whole. From
 * the algorithm's specification; a test compares it with a library that hashes in one go. One thread at a time.
 */
public final class Xxh64 {

    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE = 32;

    private final ByteBuffer rest = ByteBuffer.allocate(STRIPE).order(ByteOrder.LITTLE_ENDIAN);
    /** Seed 0 plus both primes; the sum wraps, so it stands here as the number that it is. */
    private long lane1 = 0x60EA27EEADC0B5D6L;

    private long lane2 = PRIME_2;
    private long lane3 = 0;
    private long lane4 = -PRIME_1;
    private long total;

    /** Takes what remains in the buffer, whose position stays as it is. */
    public void update(ByteBuffer bytes) {
        ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        total += in.remaining();
        if (rest.position() > 0) {
            while (rest.hasRemaining() && in.hasRemaining()) {
                rest.put(in.get());
            }
            if (rest.hasRemaining()) {
                return;
            }
            rest.flip();
            stripes(rest);
            rest.clear();
        }
        stripes(in);
        rest.put(in);
    }

    /** Of all bytes so far; more may follow. */
    public long digest() {
        long hash = total < STRIPE ? PRIME_5 : mergedLanes();
        hash += total;
        ByteBuffer tail = rest.duplicate().order(ByteOrder.LITTLE_ENDIAN).flip();
        while (tail.remaining() >= Long.BYTES) {
            hash = Long.rotateLeft(hash ^ round(0, tail.getLong()), 27) * PRIME_1 + PRIME_4;
        }
        if (tail.remaining() >= Integer.BYTES) {
            hash = Long.rotateLeft(hash ^ (Integer.toUnsignedLong(tail.getInt()) * PRIME_1), 23) * PRIME_2 + PRIME_3;
        }
        while (tail.hasRemaining()) {
            hash = Long.rotateLeft(hash ^ (Byte.toUnsignedLong(tail.get()) * PRIME_5), 11) * PRIME_1;
        }
        hash = (hash ^ (hash >>> 33)) * PRIME_2;
        hash = (hash ^ (hash >>> 29)) * PRIME_3;
        return hash ^ (hash >>> 32);
    }

    static String hex(long digest) {
        return HexFormat.of().toHexDigits(digest);
    }

    private void stripes(ByteBuffer in) {
        long one = lane1;
        long two = lane2;
        long three = lane3;
        long four = lane4;
        while (in.remaining() >= STRIPE) {
            one = round(one, in.getLong());
            two = round(two, in.getLong());
            three = round(three, in.getLong());
            four = round(four, in.getLong());
        }
        lane1 = one;
        lane2 = two;
        lane3 = three;
        lane4 = four;
    }

    private long mergedLanes() {
        long hash = Long.rotateLeft(lane1, 1)
                + Long.rotateLeft(lane2, 7)
                + Long.rotateLeft(lane3, 12)
                + Long.rotateLeft(lane4, 18);
        hash = merged(hash, lane1);
        hash = merged(hash, lane2);
        hash = merged(hash, lane3);
        return merged(hash, lane4);
    }

    private static long merged(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }
}
