package infocenter.target.rest;

import infocenter.core.xaction.BlobAddress;
import infocenter.node.NodePaths;
import infocenter.target.run.KeptArguments;
import infocenter.target.run.LargeArguments;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Large arguments of starts: a gateway brings them before it registers the start, another target asks for what it lacks. */
final class ArgumentsDoor {
    private final LargeArguments large;
    private final Disks disks;

    ArgumentsDoor(LargeArguments large, Disks disks) {
        this.large = large;
        this.disks = disks;
    }

    void handle(HttpServerRequest request, String path) {
        BlobAddress address;
        try {
            address = BlobAddress.parse(path.substring(NodePaths.ARGUMENTS.length()));
        } catch (IllegalArgumentException wrong) {
            throw Problem.field("address", String.valueOf(wrong.getMessage())).refused();
        }
        if (request.method() == HttpMethod.PUT) {
            put(request, address);
        } else if (request.method() == HttpMethod.GET) {
            get(request, address);
        } else {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, PUT");
            throw Problem.of(405, "method-not-allowed", "arguments take GET and PUT")
                    .refused();
        }
    }

    private void put(HttpServerRequest request, BlobAddress address) {
        if (!Long.toString(address.bytes()).equals(request.getHeader(HttpHeaders.CONTENT_LENGTH))) {
            throw Problem.field("Content-Length", "must be that of the address").refused();
        }
        request.pause();
        Upload.receive(request, disks, new Keeping(address))
                .onSuccess(done -> request.response().end())
                .onFailure(failure -> refuse(request, failure));
    }

    private static void refuse(HttpServerRequest request, Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof KeptArguments.Full) {
            ErrorReplies.reply(request, Problem.of(507, "arguments-full", message));
        } else if (failure instanceof KeptArguments.NotThose) {
            ErrorReplies.reply(request, Problem.field("body", message));
        } else {
            ErrorReplies.reply(request, failure);
        }
    }

    private void get(HttpServerRequest request, BlobAddress address) {
        var file = large.kept().find(address);
        if (file.isEmpty()) {
            throw Problem.of(404, "no-such-arguments", "these arguments are not here")
                    .refused();
        }
        request.response()
                .sendFile(file.get().toAbsolutePath().toString())
                .onFailure(gone -> ErrorReplies.reply(request, gone));
    }

    /** On disk threads. Parsed right away, so that the start that follows finds them in memory. */
    private final class Keeping implements Upload.Into<KeptArguments.Receiving, Boolean> {
        private final BlobAddress address;

        Keeping(BlobAddress address) {
            this.address = address;
        }

        @Override
        public KeptArguments.Receiving open() throws IOException {
            return large.kept().receive(address);
        }

        @Override
        public void write(KeptArguments.Receiving receiving, ByteBuffer bytes) throws IOException {
            receiving.write(bytes);
        }

        @Override
        public Boolean commit(KeptArguments.Receiving whole) throws IOException {
            whole.commit();
            return large.load(address);
        }

        @Override
        public void abort(KeptArguments.Receiving receiving) {
            receiving.abort();
        }
    }
}
