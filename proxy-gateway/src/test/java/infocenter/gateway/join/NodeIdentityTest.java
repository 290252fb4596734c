package infocenter.gateway.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.cluster.NodeId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIdentityTest {
    private static final NodeId G1 = new NodeId("g1");

    @TempDir
    Path folder;

    @Test
    void everyStartIsANewIncarnationOfTheSameNode() throws Exception {
        NodeIdentity first = NodeIdentity.begin(folder.resolve("new/data"), G1);
        first.belongsTo("c1");
        NodeIdentity second = NodeIdentity.begin(folder.resolve("new/data"), G1);
        assertThat(first.incarnation()).isEqualTo(1);
        assertThat(second.incarnation()).isEqualTo(2);
        assertThat(second.clusterId()).isEqualTo("c1");
    }

    @Test
    void aFolderBelongsToOneName() throws Exception {
        NodeIdentity.begin(folder, G1);
        assertThatThrownBy(() -> NodeIdentity.begin(folder, new NodeId("g2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id: g2")
                .hasMessageContaining("g1");
    }

    @Test
    void aWriteThatWasCutOffChangesNothing() throws Exception {
        NodeIdentity.begin(folder, G1);
        Files.writeString(folder.resolve("node.properties.new"), "incarn");
        assertThat(NodeIdentity.begin(folder, G1).incarnation()).isEqualTo(2);
    }
}
