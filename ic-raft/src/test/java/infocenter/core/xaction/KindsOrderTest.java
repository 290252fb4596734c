package infocenter.core.xaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whichever class of kinds a process uses first, it finds all of them. */
class KindsOrderTest {
    @Test
    void theKindsOfTheSystemMayBeUsedFirst() throws Exception {
        URL classes = SystemKinds.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader fresh = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Object rebalance = fresh.loadClass(SystemKinds.class.getName())
                    .getField("REBALANCE")
                    .get(null);
            Object all = fresh.loadClass(Kinds.class.getName()).getField("ALL").get(null);

            assertThat((List<?>) all).hasSize(Kinds.ALL.size());
            assertThat(((List<?>) all).contains(rebalance)).isTrue();
        }
    }
}
