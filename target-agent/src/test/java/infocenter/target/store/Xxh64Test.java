package infocenter.target.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.openhft.hashing.LongHashFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Xxh64Test {

    /** From the reference library. */
    @ParameterizedTest
    @CsvSource({
        "'', ef46db3751d8e999",
        "a, d24ec4f1a98c6e5b",
        "abc, 44bc2cf5ad770999",
        "0123456789abcdef0123456789abcdef0123456789, a76190c3acf08a1c",
    })
    void aKnownTextHasItsKnownHash(String text, String hex) {
        Xxh64 hash = new Xxh64();
        hash.update(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(Xxh64.hex(hash.digest())).isEqualTo(hex);
    }

    @Test
    void piecesOfAnySizeHashLikeTheWhole() {
        Random random = new Random(64);
        for (int round = 0; round < 2_000; round++) {
            byte[] content = new byte[random.nextInt(300)];
            random.nextBytes(content);
            Xxh64 hash = new Xxh64();
            int at = 0;
            while (at < content.length) {
                int length = Math.min(content.length - at, 1 + random.nextInt(90));
                ByteBuffer piece = ByteBuffer.wrap(content, at, length);
                hash.update(round % 2 == 0 ? piece : direct(piece));
                at += length;
            }

            assertThat(hash.digest()).isEqualTo(LongHashFunction.xx().hashBytes(content));
        }
    }

    @Test
    void askingInTheMiddleChangesNothingAndTheBufferStaysAsItIs() {
        Xxh64 hash = new Xxh64();
        ByteBuffer piece =
                ByteBuffer.wrap("0123456789abcdef0123456789abcdef0123456789".getBytes(StandardCharsets.UTF_8));
        hash.update(piece.slice(0, 7));
        hash.digest();
        hash.update(piece.slice(7, 35));

        assertThat(Xxh64.hex(hash.digest())).isEqualTo("a76190c3acf08a1c");
        assertThat(piece.position()).isZero();
    }

    private static ByteBuffer direct(ByteBuffer piece) {
        return ByteBuffer.allocateDirect(piece.remaining()).put(piece).flip();
    }
}
