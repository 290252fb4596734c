package infocenter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.xaction.Kind;
import infocenter.core.xaction.KindGuide;
import infocenter.core.xaction.Kinds;
import org.junit.jupiter.api.Test;

class KindHelpTest {
    @Test
    void everyKindIsExplainedWithItsArgumentsAndExamples() {
        assertThat(Kinds.ALL).allSatisfy(kind -> {
            String help = String.join("\n", KindHelp.lines(kind));
            assertThat(help).contains(Integer.toString(kind.cap()));
            assertThat(KindGuide.of(kind).examples()).allMatch(help::contains);
            assertThat(kind.arguments()).extracting(Kind.Argument::help).allMatch(help::contains);
            assertThat(KindHelp.lines(kind).get(0)).contains(kind.name());
        });
    }

    @Test
    void helpNeedsNoGateway() {
        assertThat(Xic.run("start", "download", "--help")).isEqualTo(ExitCode.DONE);
        assertThat(Xic.run("start", "--help")).isEqualTo(ExitCode.DONE);
        assertThat(Xic.run("start", "nothing", "--help")).isEqualTo(ExitCode.USAGE);
        assertThat(Xic.run("start")).isEqualTo(ExitCode.USAGE);
    }
}
