package infocenter.target.fetch;

import infocenter.core.xaction.WebUrl;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connects. A name is resolved once, the addresses are judged, and the connection goes to a judged address itself: no second lookup
 * can lead elsewhere. TLS still proves the name of the URL. Any thread.
 *
 * @param watch ends a handshake that takes too long
 */
record Dialer(Rules rules, Resolver resolver, SSLSocketFactory tls, ScheduledExecutorService watch) {
    /** Addresses of one host that are tried. */
    private static final int TRIED_MAX = 3;

    Line dial(WebUrl url, Hold hold) throws FetchFailure {
        if (!rules.admits(url.port())) {
            throw FetchFailure.lasting("port " + url.port() + " may not be connected to");
        }
        FetchFailure failure = FetchFailure.passing("cannot connect");
        for (InetAddress address : admitted(url)) {
            try {
                return connect(url, address, hold);
            } catch (FetchFailure failed) {
                if (!failed.passes()) {
                    throw failed;
                }
                failure = failed;
            }
        }
        throw failure;
    }

    private List<InetAddress> admitted(WebUrl url) throws FetchFailure {
        String host = bare(url.host());
        InetAddress[] found;
        try {
            found = resolver.addresses(host);
        } catch (UnknownHostException unknown) {
            throw FetchFailure.passing("host " + host + " is unknown");
        }
        List<InetAddress> admitted = new ArrayList<>();
        String why = "host " + host + " has no address";
        for (InetAddress address : found) {
            String refusal = rules.guard().refusal(address.getAddress());
            if (refusal != null) {
                why = "address " + address.getHostAddress() + " of " + host + " may not be connected to: it is "
                        + refusal;
            } else if (admitted.size() < TRIED_MAX) {
                admitted.add(address);
            }
        }
        if (admitted.isEmpty()) {
            throw FetchFailure.lasting(why);
        }
        return admitted;
    }

    private Line connect(WebUrl url, InetAddress address, Hold hold) throws FetchFailure {
        Socket socket = new Socket();
        boolean well = false;
        try {
            hold.take(socket);
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address, url.port()), (int)
                    rules.connect().toMillis());
            Socket ready = url.secure() ? secured(url, socket) : socket;
            hold.take(ready);
            Line line = new Line(ready, rules.silence());
            well = true;
            return line;
        } catch (FetchFailure told) {
            throw told;
        } catch (IOException failed) {
            throw FetchFailure.passing("cannot connect to " + address.getHostAddress() + " port " + url.port() + ": "
                    + failed.getMessage());
        } finally {
            if (!well) {
                quietly(socket);
            }
        }
    }

    private Socket secured(WebUrl url, Socket socket) throws IOException {
        String host = bare(url.host());
        ScheduledFuture<?> late =
                watch.schedule(() -> quietly(socket), rules.silence().toMillis(), TimeUnit.MILLISECONDS);
        try {
            SSLSocket secured = (SSLSocket) tls.createSocket(socket, host, url.port(), true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            if (!url.host().startsWith("[") && !Character.isDigit(host.charAt(host.length() - 1))) {
                parameters.setServerNames(List.of(new SNIHostName(host)));
            }
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            return secured;
        } catch (SSLException untrusted) {
            throw late.isDone()
                    ? FetchFailure.passing(
                            "no TLS handshake within " + rules.silence().toMillis() + " ms")
                    : FetchFailure.lasting("TLS: " + untrusted.getMessage());
        } finally {
            late.cancel(false);
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static void quietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException harmless) {
            // It is of no use to anybody any more.
        }
    }
}
