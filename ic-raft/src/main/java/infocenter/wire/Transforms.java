package infocenter.wire;

import static infocenter.wire.Strict.known;
import static infocenter.wire.Strict.made;
import static infocenter.wire.Strict.present;

import infocenter.core.transform.Means;
import infocenter.core.transform.TransformBounds;
import infocenter.core.transform.Transformer;
import infocenter.core.transform.TransformerName;
import infocenter.wire.proto.LogProto;

/** Transformers, which log, snapshot and node contract share. */
final class Transforms {
    private Transforms() {}

    static TransformerName name(String field, String value) {
        return made(field, value, TransformerName::new);
    }

    static LogProto.Means toProto(Means means) {
        LogProto.Means.Builder message = LogProto.Means.newBuilder();
        if (means instanceof Means.HttpService service) {
            message.setHttpService(LogProto.Means.HttpService.newBuilder().setUrl(service.url()));
        } else if (means instanceof Means.AllowedCommand allowed) {
            message.setAllowedCommand(LogProto.Means.AllowedCommand.newBuilder().setCommand(allowed.command()));
        } else {
            throw new WireException("means have no message in log.proto: " + means);
        }
        return message.build();
    }

    static Means fromProto(LogProto.Means message) {
        known(message);
        return switch (message.getMeansCase()) {
            case HTTP_SERVICE ->
                new Means.HttpService(known(message.getHttpService()).getUrl());
            case ALLOWED_COMMAND ->
                new Means.AllowedCommand(known(message.getAllowedCommand()).getCommand());
            case MEANS_NOT_SET -> throw new WireException("means are missing or unknown here");
        };
    }

    static LogProto.TransformBounds toProto(TransformBounds bounds) {
        return LogProto.TransformBounds.newBuilder()
                .setTimeMillis(bounds.timeMillis())
                .setOutputBytesMax(bounds.outputBytesMax())
                .setOutputRatioMax(bounds.outputRatioMax())
                .build();
    }

    static TransformBounds fromProto(LogProto.TransformBounds message) {
        known(message);
        return new TransformBounds(message.getTimeMillis(), message.getOutputBytesMax(), message.getOutputRatioMax());
    }

    static LogProto.Transformer toProto(Transformer transformer) {
        return LogProto.Transformer.newBuilder()
                .setName(transformer.name().value())
                .setMeans(toProto(transformer.means()))
                .setBounds(toProto(transformer.bounds()))
                .setRevision(transformer.revision())
                .setRegisteredShownMillis(transformer.registeredShownMillis())
                .build();
    }

    static Transformer fromProto(LogProto.Transformer message) {
        known(message);
        return new Transformer(
                name("transformer.name", message.getName()),
                fromProto(present(message.hasMeans(), message.getMeans(), "transformer.means")),
                fromProto(present(message.hasBounds(), message.getBounds(), "transformer.bounds")),
                message.getRevision(),
                message.getRegisteredShownMillis());
    }
}
