package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextsTest {
    private static final String EMOJI = "\ud83d\ude00";

    @Test
    void textIsCutWithoutSplittingASurrogatePair() {
        assertThat(Texts.cut("abc", 3)).isEqualTo("abc");
        assertThat(Texts.cut("abcd", 3)).isEqualTo("abc");
        assertThat(Texts.cut("ab" + EMOJI, 3)).isEqualTo("ab");
        assertThat(Texts.cut("ab" + EMOJI, 4)).isEqualTo("ab" + EMOJI);
        assertThat(Texts.cut("abc", 0)).isEmpty();
        assertThat(Texts.cut("", 0)).isEmpty();
    }

    @Test
    void bytesAreCutWithoutSplittingACharacter() {
        assertThat(Texts.cutBytes("abc", 3)).isEqualTo("abc");
        assertThat(Texts.cutBytes("abcd", 3)).isEqualTo("abc");
        assertThat(Texts.cutBytes("\u007f\u0080", 3)).isEqualTo("\u007f\u0080");
        assertThat(Texts.cutBytes("\u007f\u0080", 2)).isEqualTo("\u007f");
        assertThat(Texts.cutBytes("\u07ff\u0800", 5)).isEqualTo("\u07ff\u0800");
        assertThat(Texts.cutBytes("\u07ff\u0800", 4)).isEqualTo("\u07ff");
        assertThat(Texts.cutBytes("\uffff" + EMOJI, 7)).isEqualTo("\uffff" + EMOJI);
        assertThat(Texts.cutBytes("\uffff" + EMOJI, 6)).isEqualTo("\uffff");
        assertThat(Texts.cutBytes("abc", 0)).isEmpty();
    }
}
