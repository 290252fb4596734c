package infocenter.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A slip in a history is refused with its line, never read as if it were not there. */
class HistoryReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{ | not a record",
                "[] | not a record",
                "null | not a record",
                "{} {} | not a record",
                "{'client':1,'client':2,'op':'list','call_ns':1,'outcome':'info'} | not a record",
                "{'client':'1','op':'list','call_ns':1,'outcome':'info'} | not a record",
                "{'client':1,'op':'list','call_ns':1,'outcome':'info','typo':1} | typo",
                "{'type':'operation'} | unknown type operation",
                "{'client':1,'op':'strat','call_ns':1,'outcome':'info'} | unknown op strat",
                "{'client':1,'call_ns':1,'outcome':'info'} | unknown op null",
                "{'client':1,'op':'list','call_ns':1,'outcome':'maybe'} | unknown outcome maybe",
                "{'op':'list','call_ns':1,'outcome':'info'} | needs client and call_ns",
                "{'client':1,'op':'list','outcome':'info'} | needs client and call_ns",
                "{'client':1,'op':'list','call_ns':1,'outcome':'fail'} | return_ns is missing",
                "{'client':1,'op':'list','call_ns':2,'return_ns':1,'outcome':'fail'} | return_ns before call_ns",
                "{'client':1,'op':'list','call_ns':1,'outcome':'info','level':'weak'} | unknown level weak",
                "{'client':1,'op':'status','call_ns':1,'outcome':'info'} | status needs id",
                "{'client':1,'op':'abort','id':'A','input_hash':'1','call_ns':1,'outcome':'info'} | belongs to a start",
                "{'client':1,'op':'start','call_ns':1,'return_ns':2,'outcome':'fail','refused':'key-conflict'} | refused is for",
                "{'client':1,'op':'start','key':'k','call_ns':1,'outcome':'info','refused':'key-conflict'} | refused is for",
                "{'client':1,'op':'start','key':'k','call_ns':1,'return_ns':2,'outcome':'fail','refused':'409'} | refused is for",
                "{'client':1,'op':'list','call_ns':1,'return_ns':2,'outcome':'ok'} | ok without output",
                "{'client':1,'op':'start','call_ns':1,'return_ns':2,'outcome':'ok','output':{}} | without output.id",
                "{'client':1,'op':'start','id':'A','call_ns':1,'return_ns':2,'outcome':'ok','output':{'id':'B'}} | asked for the id A",
                "{'client':1,'op':'status','id':'A','call_ns':1,'return_ns':2,'outcome':'ok','output':{}} | needs output.state",
                "{'client':1,'op':'status','id':'A','call_ns':1,'return_ns':2,'outcome':'ok','output':{'state':'done'}} | unknown state done",
                "{'client':1,'op':'status','id':'A','call_ns':1,'return_ns':2,'outcome':'ok','output':{'state':'aborted','cause':'sytem'}} | cause is client or system",
                "{'client':1,'op':'list','call_ns':1,'return_ns':2,'outcome':'ok','output':{'items':[{'id':'A','state':'running','origin':'ic'}]}} | origin is client or system",
                "{'client':1,'op':'list','call_ns':1,'return_ns':2,'outcome':'ok','output':{'items':[{'id':'A'}]}} | needs id and state",
                "{'type':'fault','begin_ns':1,'end_ns':2} | needs name",
                "{'type':'fault','name':'kill','begin_ns':3,'end_ns':2} | end_ns before begin_ns",
            })
    void aLineThatIsNoneIsRefused(String line, String why) {
        assertThatExceptionOfType(BadHistory.class)
                .isThrownBy(() -> read("\n" + line.replace('\'', '"')))
                .satisfies(bad -> assertThat(bad.errors())
                        .singleElement()
                        .asString()
                        .startsWith("line 2: ")
                        .contains(why));
    }

    @Test
    void aClientThatDoesTwoThingsAtOnceIsRefused() {
        assertThatExceptionOfType(BadHistory.class)
                .isThrownBy(() -> read("""
                        {"client":1,"op":"list","call_ns":5,"return_ns":12,"outcome":"fail"}
                        {"client":1,"op":"list","call_ns":1,"return_ns":9,"outcome":"fail"}
                        """))
                .withMessageContaining("line 1: client 1 asks before line 2 was answered");
    }

    @Test
    void aClientThatGoesOnAfterAWriteWithoutAnswerIsRefused() {
        assertThatExceptionOfType(BadHistory.class)
                .isThrownBy(() -> read("""
                        {"client":1,"op":"abort","id":"A","call_ns":1,"outcome":"info"}
                        {"client":1,"op":"list","call_ns":5,"return_ns":12,"outcome":"fail"}
                        """))
                .withMessageContaining("give it a new number");
    }

    @Test
    void whatIsNoOperationIsKeptApart() throws IOException, BadHistory {
        History history = read("""
                {"type":"meta","seed":77,"members":3,"targets":3,"build":"abc"}
                {"type":"fault","name":"kill","begin_ns":1,"end_ns":2}
                {"type":"op","client":1,"op":"list","call_ns":5,"return_ns":6,"outcome":"ok","output":{"items":[]},"error":"none"}
                {"client":1,"op":"status","id":"A","call_ns":3,"return_ns":4,"outcome":"ok","output":{"found":false}}
                """);

        assertThat(history.faults()).extracting(History.Fault::name).containsExactly("kill");
        assertThat(history.operations()).extracting(Operation::line).containsExactly(4, 3);
    }

    private static History read(String text) throws IOException, BadHistory {
        return HistoryReader.read(new BufferedReader(new StringReader(text)));
    }
}
