package infocenter.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a history, as it stands in the file: an operation, a fault, or a note about the run ({@code meta}). Which of the fields a
 * line must have, {@link HistoryReader} knows.
 */
record Line(
        @Nullable String type,
        @Nullable Integer client,
        @Nullable String node,
        @Nullable String op,
        @Nullable String id,
        @Nullable String key,
        @Nullable Input input,
        @JsonProperty("input_hash") @Nullable String inputHash,
        @Nullable Output output,
        @JsonProperty("call_ns") @Nullable Long call,
        @JsonProperty("return_ns") @Nullable Long back,
        @Nullable String outcome,
        @Nullable String refused,
        @Nullable String level,
        @Nullable String error,
        @Nullable String name,
        @JsonProperty("begin_ns") @Nullable Long begin,
        @JsonProperty("end_ns") @Nullable Long end,
        @Nullable Long seed,
        @Nullable Integer members,
        @Nullable Integer targets,
        @Nullable String build) {

    /** What a client asked for. */
    record Input(
            @Nullable String kind,
            @Nullable String err,
            @Nullable String target) {}

    /** What it was told. */
    record Output(
            @Nullable String id,
            @Nullable String key,
            @Nullable String kind,
            @Nullable String state,
            @Nullable String cause,
            @Nullable String origin,
            @Nullable Boolean created,
            @Nullable Boolean found,
            @Nullable String attrs,
            @Nullable Long version,
            @Nullable List<@Nullable Item> items,
            @Nullable Boolean partial) {}

    /** One row of a list. */
    record Item(
            @Nullable String id,
            @Nullable String key,
            @Nullable String kind,
            @Nullable String state,
            @Nullable String cause,
            @Nullable String origin,
            @Nullable String attrs) {}
}
