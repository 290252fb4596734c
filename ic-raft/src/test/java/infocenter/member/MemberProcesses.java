package infocenter.member;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Three members as processes that can be frozen, woken and killed. */
final class MemberProcesses implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(100);

    final List<Child> all = new ArrayList<>();
    private final Path folder;

    MemberProcesses(Path folder) throws Exception {
        this.folder = folder;
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ports.add(Gateways.freePort());
        }
        String nodePorts = ports.get(0) + "," + ports.get(1) + "," + ports.get(2);
        for (int i = 0; i < 3; i++) {
            all.add(new Child("g" + (i + 1), ports.get(3 + i), ports.get(6 + i), ports.get(i), nodePorts));
        }
        try {
            form();
        } catch (Exception | AssertionError failed) {
            close();
            throw failed;
        }
    }

    private void form() throws Exception {
        for (Child child : all) {
            child.start();
        }
        all.get(0).ask("found");
        all.get(1).ask("attend");
        all.get(2).ask("attend");
        await().atMost(LONG).until(() -> all.stream().allMatch(child -> child.status()[3].equals("3")));
    }

    Child leader(List<Child> among) {
        return await().atMost(LONG)
                .until(() -> among.stream().filter(Child::leads).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    List<Child> others(Child than) {
        return all.stream().filter(child -> child != than).toList();
    }

    @Override
    public void close() throws Exception {
        for (Child child : all) {
            child.kill();
        }
    }

    /** One of them. */
    final class Child {
        final String name;
        private final List<String> command = new ArrayList<>();
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private Process process;
        private Writer in;

        Child(String name, int raftPort, int otherRaftPort, int nodePort, String nodePorts) {
            this.name = name;
            command.addAll(List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-Xmx160m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    // Else each small answer waits for the other side's delayed acknowledgement.
                    "-Dsun.net.httpserver.nodelay=true",
                    "-Dic.test.flights=" + Integer.getInteger("ic.test.flights", SessionIcClient.FLIGHTS_MAX),
                    "-cp",
                    System.getProperty("java.class.path"),
                    MemberProcess.class.getName(),
                    name,
                    folder.resolve(name).toString(),
                    Integer.toString(raftPort),
                    Integer.toString(otherRaftPort),
                    Integer.toString(nodePort),
                    nodePorts));
        }

        void start() throws Exception {
            Path log = folder.resolve(name + ".out");
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            in = process.outputWriter(StandardCharsets.UTF_8);
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            Thread reader = new Thread(
                    () -> out.lines().filter(MemberProcesses::isAnswer).forEach(answers::add), name);
            reader.setDaemon(true);
            reader.start();
            String first = answers.poll(LONG.toSeconds(), TimeUnit.SECONDS);
            if (!"READY".equals(first)) {
                throw new IOException(name + " did not start: " + first + "\n" + Files.readString(log));
            }
        }

        /** Leaves the command in the pipe; a frozen process finds it when it wakes. */
        void tell(String line) {
            try {
                in.write(line + "\n");
                in.flush();
            } catch (IOException dead) {
                throw new AssertionError(name + " is dead", dead);
            }
        }

        String answer() {
            try {
                String answer = answers.poll(LONG.toSeconds(), TimeUnit.SECONDS);
                if (answer == null) {
                    throw new AssertionError(name + " does not answer");
                }
                return answer;
            } catch (InterruptedException stop) {
                throw new AssertionError(stop);
            }
        }

        String ask(String line) {
            tell(line);
            return answer();
        }

        String[] status() {
            return ask("status").split(" ");
        }

        boolean leads() {
            String[] status = status();
            return status[1].equals("leader") && status[2].equals("true");
        }

        void freeze() throws Exception {
            signal("-STOP");
        }

        void wake() throws Exception {
            signal("-CONT");
        }

        private void signal(String signal) throws Exception {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        void kill() throws Exception {
            if (process != null) {
                process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            }
        }
    }

    private static boolean isAnswer(String line) {
        return line.matches("(READY|FATAL|bench|entered|created|read|index|unconfirmed|status|failed|unknown)( .*)?");
    }
}
