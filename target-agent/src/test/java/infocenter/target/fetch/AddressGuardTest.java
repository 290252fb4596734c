package infocenter.target.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private static final AddressGuard STRICT = AddressGuard.allowing(List.of());

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "10.0.0.0, private",
        "10.255.255.255, private",
        "100.64.0.1, carrier-grade NAT",
        "100.127.255.255, carrier-grade NAT",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "169.254.0.1, link-local",
        "169.254.169.254, cloud metadata",
        "169.254.170.2, cloud metadata",
        "100.100.100.200, cloud metadata",
        "168.63.129.16, cloud metadata",
        "192.0.0.192, cloud metadata",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.0.0.1, reserved",
        "192.0.2.1, documentation",
        "192.88.99.1, reserved",
        "192.168.1.1, private",
        "198.18.0.1, benchmarking",
        "198.19.255.255, benchmarking",
        "198.51.100.1, documentation",
        "203.0.113.7, documentation",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "240.0.0.1, reserved",
        "255.255.255.255, reserved",
        "::, unspecified",
        "::1, loopback",
        "::7f00:1, reserved",
        "fc00::1, unique-local",
        "fdff:ffff::1, unique-local",
        "fd00:ec2::254, cloud metadata",
        "fe80::1, link-local",
        "febf::1, link-local",
        "fec0::1, site-local",
        "ff02::1, multicast",
        "2001::1, reserved",
        "2001:db8::1, documentation",
        "2002:7f00:1::, 6to4",
        "100::1, discard",
        "64:ff9b::a9fe:a9fe, cloud metadata",
        "64:ff9b::a00:1, private",
        "64:ff9b:1::1, private"
    })
    void whatIsNotPublicIsRefusedByItsName(String address, String what) throws UnknownHostException {
        assertThat(STRICT.refusal(bytes(address))).isEqualTo(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81b::200e",
                "64:ff9b::101:101"
            })
    void whatIsPublicIsReached(String address) throws UnknownHostException {
        assertThat(STRICT.refusal(bytes(address))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, loopback", "10.1.2.3, private", "169.254.169.254, cloud metadata", "1.1.1.1,"})
    void anAddressWrappedInSixIsJudgedByWhatItWraps(String four, String what) throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        System.arraycopy(bytes(four), 0, mapped, 12, 4);
        assertThat(STRICT.refusal(mapped)).isEqualTo(what);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.0/8, 127.0.0.1,",
        "127.0.0.0/8, 10.0.0.1, private",
        "127.0.0.0/8, ::1, loopback",
        "0.0.0.0/0, 10.0.0.1,",
        "0.0.0.0/0, 169.254.169.254, cloud metadata",
        "169.254.0.0/16, 169.254.1.1,",
        "169.254.0.0/16, 169.254.169.254, cloud metadata",
        "169.254.169.254, 169.254.169.254,",
        "169.254.169.254/32, 169.254.169.254,",
        "fd00::/8, fd12::1,",
        "fd00::/8, fd00:ec2::254, cloud metadata",
        "192.168.4.0/23, 192.168.5.255,",
        "192.168.4.0/23, 192.168.6.0, private"
    })
    void theSettingsOpenRanges(String allowed, String address, String what) throws UnknownHostException {
        assertThat(AddressGuard.allowing(List.of(allowed)).refusal(bytes(address)))
                .isEqualTo(what);
    }

    private static byte[] bytes(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal).getAddress();
    }
}
