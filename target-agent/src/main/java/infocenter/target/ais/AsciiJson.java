package infocenter.target.ais;

/** JSON that a header can carry: what is no printable ASCII is escaped. */
final class AsciiJson {
    private AsciiJson() {}

    static String of(String json) {
        StringBuilder text = new StringBuilder(json.length());
        for (int at = 0; at < json.length(); at++) {
            char unit = json.charAt(at);
            if (unit >= 0x20 && unit < 0x7f) {
                text.append(unit);
            } else {
                text.append(String.format("\\u%04x", (int) unit));
            }
        }
        return text.toString();
    }
}
