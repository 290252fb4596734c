package infocenter.core;

import java.util.List;
import java.util.SplittableRandom;

/** Choices that a seed repeats for ever: a failure names its seed and step, and the pair brings it back. */
public final class Seeds {
    private final SplittableRandom random;

    public Seeds(long seed) {
        random = new SplittableRandom(seed);
    }

    /** From {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** True once in so many times. */
    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** Any of them. */
    public <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
