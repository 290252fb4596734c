package infocenter.core.xaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://host/a, http, host, 80, /a",
        "HTTPS://Host.Example/A?B=C, https, host.example, 443, /A?B=C",
        "http://host:8080, http, host, 8080, /",
        "http://host?q, http, host, 80, /?q",
        "https://10.0.0.1:443/x, https, 10.0.0.1, 443, /x",
        "'http://[2001:DB8::1]:81/x', http, '[2001:db8::1]', 81, /x",
        "'http://[::1]/x', http, '[::1]', 80, /x",
        "http://a_b.c-d/%C3%BC, http, a_b.c-d, 80, /%C3%BC"
    })
    void aUrlFallsIntoItsParts(String text, String scheme, String host, int port, String target) {
        assertThat(WebUrl.parse(text)).isEqualTo(new WebUrl(scheme, host, port, target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host/a",
                "//host/a",
                "ftp://host/a",
                "file:///etc/passwd",
                "gopher://host/",
                "http:/host/a",
                "http://",
                "http:///a",
                "http://user@host/a",
                "http://user:pw@host/a",
                "http://host@evil/a",
                "http://host/a#b",
                "http://host/a b",
                "http://host/a\r\nX: y",
                "http://host/\u00fc",
                "http://host\\@evil/",
                "http://host/{1..2}",
                "http://host:/a",
                "http://host:0/a",
                "http://host:65536/a",
                "http://host:-1/a",
                "http://host:80:80/a",
                "http://-host/a",
                "http://host-/a",
                "http://a..b/",
                "http://127.1/a",
                "http://2130706433/a",
                "http://0x7f.0.0.1/a",
                "http://0x7f000001/a",
                "http://0177.0.0.1/a",
                "http://127.0.0.256/a",
                "http://[::1/a",
                "http://[fe80::1%25eth0]/a",
                "http://[abc]/a",
                "http://%6cocalhost/a"
            })
    void whatIsNotPlainlyOneIsRefusedWithoutBeingRepeated(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebUrl.parse(text))
                .satisfies(refused ->
                        assertThat(refused.getMessage()).doesNotContain("evil").doesNotContain("pw"));
    }

    @Test
    void anEndlessOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebUrl.parse("http://host/" + "a".repeat(2_037)))
                .withMessageContaining("2,048");
        assertThat(WebUrl.parse("http://host/" + "a".repeat(2_036)).port()).isEqualTo(80);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/a/b.tar?x=/y, b.tar",
        "http://h/a%20b, 'a b'",
        "http://h/%C3%BC%E2%82%AC%F0%9F%98%80, \u00fc\u20ac\ud83d\ude00"
    })
    void theNameIsTheLastSegment(String url, String name) {
        assertThat(Link.of(WebUrl.parse(url)).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h/",
                "http://h",
                "http://h/a/",
                "http://h/%2e%2e",
                "http://h/..",
                "http://h/a%2F..%2Fb",
                "http://h/%",
                "http://h/%4",
                "http://h/%zz",
                "http://h/%C3",
                "http://h/%C3x",
                "http://h/%C0%80",
                "http://h/%ED%A0%80",
                "http://h/%F5%80%80%80",
                "http://h/%80",
                "http://h/%00"
            })
    void aUrlWithoutAUsableNameIsNoLink(String url) {
        WebUrl parsed = WebUrl.parse(url);
        assertThatIllegalArgumentException().isThrownBy(() -> Link.of(parsed));
    }

    @Test
    void theQueryIsNotShown() {
        WebUrl url = WebUrl.parse("https://h:8443/a?signature=s");
        assertThat(url.shown()).isEqualTo("https://h:8443/a");
        assertThat(url.text()).isEqualTo("https://h:8443/a?signature=s");
    }

    @Test
    void aTemplateNamesFromItsFirstRangeOn() {
        LinkTemplate template = LinkTemplate.parse("http://h/data/set-{1..2}/part-{08..12..2}.tar?v=1");
        assertThat(template.count()).isEqualTo(6);
        assertThat(template.links())
                .toIterable()
                .extracting(Link::name)
                .containsExactly(
                        "set-1/part-08.tar",
                        "set-1/part-10.tar",
                        "set-1/part-12.tar",
                        "set-2/part-08.tar",
                        "set-2/part-10.tar",
                        "set-2/part-12.tar");
        assertThat(template.links().next().url().text()).isEqualTo("http://h/data/set-1/part-08.tar?v=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h/a%{20..99}",
                "http://h/a%2{0..9}",
                "http://h/a",
                "http://h/a-{1..10000000000}",
                "http://h/a-{9..1}",
                "http://h/a-{1..9",
                "http://h/a-1..9}",
                "http://h/a-{1,3,5}",
                "http://h/a-{1..9..0}",
                "http://h{1..3}/a",
                "http://{1..3}/a",
                "http://h:80{1..3}/a",
                "http://h/a?b={1..3}",
                "ftp://h/a-{1..3}",
                "http://h/{1..3}/",
                "{1..3}"
            })
    void aTemplateThatNobodyCanMeanIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LinkTemplate.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "abc", "sha1:00", "md5:", "md5:xyz", "crc32c:123", "SHA256:00", "xxh64:0123456789abcdefg"})
    void aChecksumSaysWhatItIs(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ContentChecksum.parse(text));
        assertThat(ContentChecksum.parse("crc32c:9A71BB4C").shown()).isEqualTo("crc32c:9a71bb4c");
    }
}
