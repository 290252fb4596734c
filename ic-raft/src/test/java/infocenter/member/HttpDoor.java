package infocenter.member;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import infocenter.client.PeerCalls;
import infocenter.node.NodePaths;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import infocenter.wire.Codec;
import infocenter.wire.NodeCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The three calls of the group over plain HTTP, for tests with real processes. */
final class HttpDoor implements PeerCalls {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static HttpServer serve(int port, RaftMember member) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "door");
            thread.setDaemon(true);
            return thread;
        }));
        route(
                server,
                NodePaths.TERM,
                NodeCodec.TERM_REQUEST,
                NodeCodec.TERM_ANSWER,
                request -> CompletableFuture.completedFuture(member.answer(request)));
        route(server, NodePaths.READ_INDEX, NodeCodec.READ_INDEX_REQUEST, NodeCodec.READ_INDEX_ANSWER, member::answer);
        route(server, NodePaths.SUBMIT, NodeCodec.SUBMIT_REQUEST, NodeCodec.SUBMIT_ANSWER, member::answer);
        server.start();
        return server;
    }

    private static <Q, A> void route(
            HttpServer server, String path, Codec<Q> asked, Codec<A> given, Function<Q, CompletableFuture<A>> call) {
        server.createContext(path, exchange -> {
            Q request = asked.decode(exchange.getRequestBody().readAllBytes());
            reply(exchange, given.encode(call.apply(request).join()));
        });
    }

    private static void reply(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public CompletableFuture<SubmitAnswer> submit(String nodeUrl, SubmitRequest request, Duration within) {
        return call(nodeUrl + NodePaths.SUBMIT, NodeCodec.SUBMIT_REQUEST, request, NodeCodec.SUBMIT_ANSWER, within);
    }

    @Override
    public CompletableFuture<TermAnswer> term(String nodeUrl, TermRequest request, Duration within) {
        return call(nodeUrl + NodePaths.TERM, NodeCodec.TERM_REQUEST, request, NodeCodec.TERM_ANSWER, within);
    }

    @Override
    public CompletableFuture<ReadIndexAnswer> readIndex(String nodeUrl, ReadIndexRequest request, Duration within) {
        return call(
                nodeUrl + NodePaths.READ_INDEX,
                NodeCodec.READ_INDEX_REQUEST,
                request,
                NodeCodec.READ_INDEX_ANSWER,
                within);
    }

    private <Q, A> CompletableFuture<A> call(String url, Codec<Q> asked, Q request, Codec<A> given, Duration within) {
        HttpRequest post = HttpRequest.newBuilder(URI.create(url))
                .timeout(within)
                .POST(HttpRequest.BodyPublishers.ofByteArray(asked.encode(request)))
                .build();
        return client.sendAsync(post, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(answer -> given.decode(answer.body()));
    }
}
