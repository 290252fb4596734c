package infocenter.target.fetch;

import infocenter.settings.AddressRange;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which addresses may be connected to: public ones, and those that the settings allow. A job that fetches what strangers name
 * must not become their way into this network. Immutable; any thread.
 *
 * @param allowed ranges beyond the public ones; an address where clouds hand out credentials needs a range of that address alone
 */
public record AddressGuard(List<AddressRange> allowed) {
    private record Refused(AddressRange range, String what) {}

    private static final List<Refused> METADATA = List.of(
            refused("169.254.169.254", "cloud metadata"),
            refused("169.254.170.2", "cloud metadata"),
            refused("100.100.100.200", "cloud metadata"),
            refused("168.63.129.16", "cloud metadata"),
            refused("192.0.0.192", "cloud metadata"),
            refused("fd00:ec2::254", "cloud metadata"),
            refused("fd20:ce::254", "cloud metadata"));

    /** The registries of special-purpose addresses; of several that hold an address the first one names it. */
    private static final List<Refused> SPECIAL = List.of(
            refused("0.0.0.0/8", "unspecified"),
            refused("10.0.0.0/8", "private"),
            refused("100.64.0.0/10", "carrier-grade NAT"),
            refused("127.0.0.0/8", "loopback"),
            refused("169.254.0.0/16", "link-local"),
            refused("172.16.0.0/12", "private"),
            refused("192.0.0.0/24", "reserved"),
            refused("192.0.2.0/24", "documentation"),
            refused("192.88.99.0/24", "reserved"),
            refused("192.168.0.0/16", "private"),
            refused("198.18.0.0/15", "benchmarking"),
            refused("198.51.100.0/24", "documentation"),
            refused("203.0.113.0/24", "documentation"),
            refused("224.0.0.0/4", "multicast"),
            refused("240.0.0.0/4", "reserved"),
            refused("::/128", "unspecified"),
            refused("::1/128", "loopback"),
            refused("64:ff9b:1::/48", "private"),
            refused("::/8", "reserved"),
            refused("100::/64", "discard"),
            refused("2001::/23", "reserved"),
            refused("2001:db8::/32", "documentation"),
            refused("2002::/16", "6to4"),
            refused("3fff::/20", "documentation"),
            refused("5f00::/16", "reserved"),
            refused("fc00::/7", "unique-local"),
            refused("fe80::/10", "link-local"),
            refused("fec0::/10", "site-local"),
            refused("ff00::/8", "multicast"));

    private static final AddressRange TRANSLATED = AddressRange.parse("64:ff9b::/96");

    /** From texts such as {@code 10.0.0.0/8}. */
    public static AddressGuard allowing(List<String> ranges) {
        return new AddressGuard(ranges.stream().map(AddressRange::parse).toList());
    }

    /** What the address, 4 or 16 bytes, is that it must not be connected to; null when it may be. */
    public @Nullable String refusal(byte[] address) {
        byte[] judged = inner(address);
        for (Refused metadata : METADATA) {
            if (metadata.range().contains(judged)) {
                boolean named = allowed.stream().anyMatch(range -> range.single() && range.contains(judged));
                return named ? null : metadata.what();
            }
        }
        if (allowed.stream().anyMatch(range -> range.contains(judged))) {
            return null;
        }
        for (Refused special : SPECIAL) {
            if (special.range().contains(judged)) {
                return special.what();
            }
        }
        return null;
    }

    /** The IPv4 address that an IPv6 one only wraps (mapped, or translated by NAT64): that is where the connection ends. */
    private static byte[] inner(byte[] address) {
        if (address.length != 16) {
            return address;
        }
        boolean mapped = address[10] == -1 && address[11] == -1;
        for (int at = 0; at < 10; at++) {
            mapped &= address[at] == 0;
        }
        return mapped || TRANSLATED.contains(address) ? Arrays.copyOfRange(address, 12, 16) : address;
    }

    private static Refused refused(String range, String what) {
        return new Refused(AddressRange.parse(range), what);
    }
}
