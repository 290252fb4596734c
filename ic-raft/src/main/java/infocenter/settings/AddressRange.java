package infocenter.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A range of IP addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}; a single address stands for itself alone. Immutable. */
public final class AddressRange {
    /** Whatever else is never asked of a name service. */
    private static final Pattern LITERAL = Pattern.compile(
            "(OCTET\\.){3}OCTET|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*".replace("OCTET", "(25[0-5]|2[0-4]\\d|1?\\d?\\d)"));

    private final String text;
    private final byte[] first;
    private final int bits;

    private AddressRange(String text, byte[] first, int bits) {
        this.text = text;
        this.first = first;
        this.bits = bits;
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException if it is none, or has bits behind its prefix
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(address).matches()) {
            throw broken(text);
        }
        byte[] bytes;
        int bits;
        try {
            bytes = InetAddress.getByName(address).getAddress();
            bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
        } catch (UnknownHostException | NumberFormatException e) {
            throw broken(text);
        }
        if (bits < 0 || bits > bytes.length * 8) {
            throw broken(text);
        }
        AddressRange range = new AddressRange(text, bytes, bits);
        for (int bit = bits; bit < bytes.length * 8; bit++) {
            if ((bytes[bit / 8] >> (7 - bit % 8) & 1) == 1) {
                throw new IllegalArgumentException("address range has bits behind its prefix: " + text);
            }
        }
        return range;
    }

    /** Whether the address, 4 or 16 bytes, lies in it; an IPv4 range holds no IPv6 address. */
    public boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(first, 0, whole, address, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || (first[whole] ^ address[whole]) >> (8 - rest) == 0;
    }

    /** True when it is one address. */
    public boolean single() {
        return bits == first.length * 8;
    }

    @Override
    public String toString() {
        return text;
    }

    private static IllegalArgumentException broken(String text) {
        return new IllegalArgumentException("address range must be like 10.0.0.0/8, fd00::/8 or 192.0.2.7: " + text);
    }
}
