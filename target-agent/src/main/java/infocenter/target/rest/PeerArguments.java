package infocenter.target.rest;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.xaction.BlobAddress;
import infocenter.node.NodePaths;
import infocenter.target.run.KeptArguments;
import infocenter.target.run.LargeArguments;
import infocenter.target.run.MapCopy;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Large arguments that other targets have, asked one after the other. Blocks the loader's thread. */
public final class PeerArguments implements LargeArguments.Source {
    private static final Logger LOG = LoggerFactory.getLogger(PeerArguments.class);
    private static final int CONNECT_MILLIS_MAX = 2_000;
    private static final int READ_MILLIS_MAX = 5_000;

    private final NodeId self;
    private final MapCopy map;

    /** For that target. */
    public PeerArguments(NodeId self, MapCopy map) {
        this.self = self;
        this.map = map;
    }

    @Override
    public boolean fetch(BlobAddress address, KeptArguments into) throws IOException {
        for (Node node : map.view().map().cluster().all(Role.TARGET)) {
            if (node.up() && !node.id().equals(self) && from(node, address, into)) {
                return true;
            }
        }
        return false;
    }

    private static boolean from(Node node, BlobAddress address, KeptArguments into) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(node.addresses().nodeUrl() + NodePaths.ARGUMENTS + address)
                        .toURL()
                        .openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS_MAX);
        connection.setReadTimeout(READ_MILLIS_MAX);
        connection.setUseCaches(false);
        KeptArguments.Receiving receiving = into.receive(address);
        try {
            if (connection.getResponseCode() != 200) {
                receiving.abort();
                return false;
            }
            copy(connection, receiving);
            receiving.commit();
            return true;
        } catch (IOException away) {
            receiving.abort();
            LOG.atInfo()
                    .addKeyValue("target", node.id())
                    .addKeyValue("outcome", away.toString())
                    .log("arguments {} not had from there", address);
            return false;
        } finally {
            connection.disconnect();
        }
    }

    private static void copy(HttpURLConnection connection, KeptArguments.Receiving receiving) throws IOException {
        byte[] piece = new byte[DoorLimits.CHUNK_BYTES];
        try (InputStream body = connection.getInputStream()) {
            for (int got = body.read(piece); got >= 0; got = body.read(piece)) {
                receiving.write(ByteBuffer.wrap(piece, 0, got));
            }
        }
    }
}
