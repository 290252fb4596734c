package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.xaction.Kind;
import infocenter.core.xaction.Kinds;
import infocenter.gateway.door.GatewayUseCases;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Locale;

/** What does not depend on the table: kinds, version, the contract itself. */
final class StaticRoutes {
    private final GatewayUseCases useCases;
    private final Buffer contract;

    StaticRoutes(GatewayUseCases useCases, Contract contract) {
        this.useCases = useCases;
        this.contract = Buffer.buffer(contract.text());
    }

    void bind(Bindings bindings) {
        bindings.anywhere("listKinds", this::kinds)
                .anywhere("showVersion", this::version)
                .anywhere("showContract", this::contract);
    }

    private void contract(Call call) {
        call.response().putHeader("Content-Type", "application/yaml").end(contract.copy());
    }

    private void version(Call call) {
        String built = StaticRoutes.class.getPackage().getImplementationVersion();
        call.json(200, json -> {
            json.writeStartObject();
            json.writeStringField("version", built == null ? "development" : built);
            json.writeStringField("node", useCases.settings().id().value());
            json.writeStringField("role", "gateway");
            json.writeNumberField(
                    "featureLevel", useCases.maps().view().map().cluster().featureLevel());
            json.writeEndObject();
        });
    }

    private void kinds(Call call) {
        call.json(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (Kind kind : Kinds.ALL) {
                kind(json, kind);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void kind(JsonGenerator json, Kind kind) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", kind.name());
        json.writeStringField("displayName", kind.displayName());
        json.writeStringField("scope", word(kind.scope()));
        json.writeBooleanField("startable", kind.startable());
        json.writeBooleanField("idles", kind.idles());
        json.writeBooleanField("readsOnly", kind.readsOnly());
        json.writeArrayFieldStart("excludes");
        for (String other : kind.excludes()) {
            json.writeString(other);
        }
        json.writeEndArray();
        json.writeNumberField("cap", kind.cap());
        json.writeStringField("policy", word(kind.policy()));
        json.writeNumberField("windowSeconds", kind.window().toSeconds());
        json.writeNumberField("stopBoundSeconds", kind.stopBound().toSeconds());
        json.writeNumberField("lossBoundSeconds", kind.lossBound().toSeconds());
        json.writeArrayFieldStart("arguments");
        for (Kind.Argument argument : kind.arguments()) {
            json.writeStartObject();
            json.writeStringField("name", argument.name());
            json.writeStringField("type", word(argument.type()));
            json.writeBooleanField("required", argument.required());
            json.writeStringField("help", argument.help());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
