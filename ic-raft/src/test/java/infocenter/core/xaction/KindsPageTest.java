package infocenter.core.xaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said about kinds outside the code follows from their table. {@code -Dkinds.write=true} writes the page anew. */
class KindsPageTest {
    private static final String HOW =
            "run: mvn -pl ic-raft test -Dtest=KindsPageTest -Dkinds.write=true, and commit what it wrote";
    private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/kinds.md");

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("kinds.write")) {
            Files.writeString(PAGE, KindsPage.render());
        }
    }

    @Test
    void thePageIsWhatTheTableSays() throws IOException {
        assertThat(PAGE).as(HOW).exists();
        assertThat(Files.readString(PAGE)).as(HOW).isEqualTo(KindsPage.render());
    }

    @Test
    void everyKindHasAGuideWithExamplesOfItself() {
        assertThat(Kinds.ALL).allSatisfy(kind -> {
            KindGuide guide = KindGuide.of(kind);
            assertThat(guide.what()).endsWith(".");
            assertThat(guide.examples().isEmpty()).isEqualTo(!kind.startable());
            if (kind.startable()) {
                assertThat(guide.examples()).anyMatch(example -> example.startsWith("xic start " + kind.name()));
            }
        });
    }

    @Test
    void argumentsOfExamplesAreArgumentsOfTheKind() {
        assertThat(Kinds.ALL)
                .allSatisfy(kind -> assertThat(KindGuide.of(kind).examples()).allSatisfy(example -> {
                    String[] words = example.split(" --arg ", -1);
                    for (int at = 1; at < words.length; at++) {
                        String name = words[at].substring(0, words[at].indexOf('='));
                        assertThat(kind.arguments())
                                .extracting(Kind.Argument::name)
                                .contains(name);
                    }
                }));
    }
}
