package infocenter.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/8", "192.0.2.7", "255.255.255.255", "0.0.0.0/0", "fd00::/8", "::1", "::ffff:10.0.0.1"})
    void readsAddressesAndTheirRanges(String text) {
        assertThat(AddressRange.parse(text)).hasToString(text);
    }

    /** Whatever is no literal would be asked of a name service. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "999.1.1.1",
                "256.0.0.1",
                "1.2.3.4.5",
                "1.2.3",
                "localhost",
                "",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "..."
            })
    void refusesWhatIsNoLiteral(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(text));
    }
}
