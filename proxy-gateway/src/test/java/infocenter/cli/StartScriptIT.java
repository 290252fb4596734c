package infocenter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real start script around a small stand-in for the main class, which prints how it was called. */
class StartScriptIT {
    private static final String STAND_IN = """
            package infocenter.cli;
            public final class Xic {
                public static void main(String[] args) throws Exception {
                    System.out.println("pid=" + ProcessHandle.current().pid());
                    System.out.println("heap=" + Runtime.getRuntime().maxMemory() / 1048576);
                    System.out.println("args=" + String.join("|", args));
                    System.out.println("jvm=" + java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
                    if (args[0].equals("gateway")) { System.in.read(); }
                    String waits = System.getenv("STAND_IN_WAITS");
                    // Not for ever: when the test is over, its folder is gone.
                    while (args[0].equals("train") && waits != null && !new java.io.File(waits).exists()
                            && new java.io.File(waits).getParentFile().exists()) { Thread.sleep(20); }
                    if (args[0].equals("train") && System.getenv("STAND_IN_FAILS") != null) { System.exit(1); }
                    System.exit(args[args.length - 1].equals("fail") ? 5 : 0);
                }
            }
            """;

    @TempDir
    Path home;

    private Path cache;

    @BeforeEach
    void aDistribution() throws IOException {
        cache = home.resolve("cache");
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        Files.copy(Path.of("src/main/dist/bin/xic"), home.resolve("bin/xic"));
        Path source = Files.writeString(home.resolve("Xic.java"), STAND_IN);
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", home.resolve("classes").toString(), source.toString());
        assertThat(compiled).isZero();
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(home.resolve("lib/proxy-gateway-test.jar")))) {
            jar.putNextEntry(new JarEntry("infocenter/cli/Xic.class"));
            Files.copy(home.resolve("classes/infocenter/cli/Xic.class"), jar);
            jar.closeEntry();
        }
    }

    @Test
    void argumentsArriveWholeAndTheExitCodeComesBack() throws Exception {
        Process process = xic("put", "a b", "", "*", "fail");
        assertThat(output(process)).contains("args=put|a b||*|fail");
        assertThat(process.exitValue()).isEqualTo(5);
    }

    @Test
    void aServerIsTheProcessThatWasStarted() throws Exception {
        Process process = xic("gateway", "--config", "g.yaml");
        assertThat(output(process)).contains("pid=" + process.pid());
    }

    @Test
    void optionsOfTheCallerWin() throws Exception {
        ProcessBuilder builder = builder("list");
        builder.environment().put("XIC_JAVA_OPTS", "-Xmx33m -Dany=thing");
        String said = output(builder.start());
        int heap = Integer.parseInt(said.replaceAll("(?s).*heap=(\\d+).*", "$1"));
        assertThat(heap).isLessThanOrEqualTo(33);
    }

    @Test
    void serversThatStartTogetherHaveOneArchiveMadeThatTheNextOnesUse() throws Exception {
        List<Process> together = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            together.add(xic("gateway", "--config", "g.yaml"));
        }
        // All are in their main method before the first may end.
        for (Process process : together) {
            BufferedReader lines = process.inputReader(UTF_8);
            assertThat(within(
                            process,
                            () -> Arrays.asList(
                                    lines.readLine(), lines.readLine(), lines.readLine(), lines.readLine())))
                    .contains("args=gateway|--config|g.yaml")
                    .noneMatch(line -> line.contains("ArchiveClassesAtExit"));
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(archives()).singleElement().asString().matches("server-.*\\.jsa"));
        for (Process process : together) {
            output(process);
            assertThat(process.exitValue()).isZero();
        }

        for (String role : List.of("gateway", "target")) {
            assertThat(output(xic(role, "--config", "g.yaml"))).contains("-XX:SharedArchiveFile=" + cache.toRealPath());
        }
        assertThat(archives()).hasSize(1);
    }

    @Test
    void noServerWaitsForTheTraining() throws Exception {
        Path enough = home.resolve("enough");
        ProcessBuilder builder = builder("target", "--config", "t.yaml");
        builder.environment().put("STAND_IN_WAITS", enough.toString());
        assertThat(output(builder.start())).contains("args=target|--config|t.yaml");
        assertThat(archives()).isEmpty();

        Files.writeString(enough, "");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(archives()).singleElement().asString().endsWith(".jsa"));
    }

    @Test
    void aTrainingThatFailsLeavesNothingAndIsTriedAgain() throws Exception {
        ProcessBuilder builder = builder("gateway", "--config", "g.yaml");
        builder.environment().put("STAND_IN_FAILS", "yes");
        output(builder.start());
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::nobodyTrains);
        assertThat(archives()).isEmpty();

        output(xic("gateway", "--config", "g.yaml"));
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(archives()).singleElement().asString().endsWith(".jsa"));
    }

    private boolean nobodyTrains() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            List<Path> makers =
                    files.filter(file -> file.toString().endsWith(".maker")).toList();
            return !makers.isEmpty()
                    && makers.stream().noneMatch(maker -> {
                        try {
                            return ProcessHandle.of(Long.parseLong(
                                            Files.readString(maker).strip()))
                                    .map(ProcessHandle::isAlive)
                                    .orElse(false);
                        } catch (IOException gone) {
                            return false;
                        }
                    });
        }
    }

    @Test
    void halfAnArchiveIsDroppedAndNothingIsLearnedFromACommandThatFailed() throws Exception {
        output(xic("list", "fail"));
        assertThat(archives()).isEmpty();
        output(xic("list"));
        Path half = cache.resolve(archives().get(0));
        Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-------"));
        Files.write(half, new byte[] {1, 2, 3});

        Process process = xic("show");
        assertThat(output(process)).contains("args=show");
        assertThat(process.exitValue()).isZero();
        assertThat(archives()).doesNotContain(half.getFileName().toString());
    }

    @Test
    void aCacheThatCannotBeWrittenKeepsNobodyFromStarting() throws Exception {
        Files.writeString(cache, "a file where the folder should be");
        ProcessBuilder builder = builder("list");
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        builder.environment().put("TMPDIR", cache.toString());
        assertThat(output(builder.start())).contains("args=list");
    }

    private List<String> archives() throws IOException {
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".maker"))
                    .toList();
        }
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("sh", home.resolve("bin/xic").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    private Process xic(String... arguments) throws IOException {
        return builder(arguments).start();
    }

    /** Ends the input of the process, waits for its end and returns what it said. */
    private static String output(Process process) throws Exception {
        process.getOutputStream().close();
        String said = within(process, () -> new String(process.getInputStream().readAllBytes(), UTF_8));
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said;
    }

    /** What is read of a process; one that says nothing is ended, so that the read ends as well. */
    private static <T> T within(Process process, Callable<T> read) throws Exception {
        FutureTask<T> task = new FutureTask<>(read);
        Thread reader = new Thread(task, "reader");
        reader.setDaemon(true);
        reader.start();
        try {
            return task.get(1, TimeUnit.MINUTES);
        } catch (TimeoutException silent) {
            process.destroyForcibly();
            throw new AssertionError("the process said nothing for a minute", silent);
        }
    }
}
