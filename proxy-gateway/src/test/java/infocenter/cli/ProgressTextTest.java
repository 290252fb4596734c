package infocenter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
    @Test
    void whatIsKnownIsShown() {
        assertThat(bar("""
                {"state":"running","progress":{"objects":12,"bytes":1,"totalObjects":40,"percent":30,"objectsPerSecond":4.125,
                "bytesPerSecond":1258291,"secondsLeft":{"low":7,"high":65},"stalled":false}}"""))
                .isEqualTo("[#########---------------------] 30 %, 12 of 40 objects, 4.1 objects/s, 1.2 MiB/s,"
                        + " 7 s to 1 min 5 s left, running");
    }

    @Test
    void whatNobodyKnowsIsLeftOut() {
        assertThat(bar("""
                {"state":"running","progress":{"objects":3,"bytes":1,"totalObjects":null,"percent":null,
                "objectsPerSecond":null,"bytesPerSecond":null,"secondsLeft":null,"stalled":true}}""")).isEqualTo("[------------------------------], 3 objects, stalled, running");
    }

    @Test
    void longTimesAreShort() {
        assertThat(bar("""
                {"state":"running","progress":{"objects":0,"totalObjects":9,"percent":0,"objectsPerSecond":0.001,
                "bytesPerSecond":12,"secondsLeft":{"low":7260,"high":190800},"stalled":false}}""")).contains("12 B/s", "2 h 1 min to 2 d 5 h left");
    }

    private static String bar(String row) {
        try {
            return ProgressText.bar(Door.JSON.readTree(row));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }
}
