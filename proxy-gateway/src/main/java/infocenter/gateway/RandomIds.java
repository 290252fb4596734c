package infocenter.gateway;

import infocenter.core.xaction.XactionId;
import infocenter.gateway.start.IdSource;
import java.util.random.RandomGenerator;

/** Ids of ten letters and digits: 59 bits. A collision is refused at apply like any other taken id. */
final class RandomIds implements IdSource {
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHARS = 10;

    private final RandomGenerator random;

    RandomIds(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public XactionId next() {
        // One draw for all letters: the generator of the system is slow when asked for each.
        long drawn = random.nextLong();
        StringBuilder id = new StringBuilder(CHARS);
        for (int at = 0; at < CHARS; at++) {
            id.append(LETTERS.charAt((int) Long.remainderUnsigned(drawn, LETTERS.length())));
            drawn = Long.divideUnsigned(drawn, LETTERS.length());
        }
        return new XactionId(id.toString());
    }
}
