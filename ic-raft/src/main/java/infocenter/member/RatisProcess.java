package infocenter.member;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ratis.util.ExitUtils;

/** Settles once per process who may end it: we, not Ratis. */
final class RatisProcess {
    private static final AtomicBoolean SETTLED = new AtomicBoolean();

    private RatisProcess() {}

    static void settle() {
        if (!SETTLED.compareAndSet(false, true)) {
            return;
        }
        Thread.UncaughtExceptionHandler ours = Thread.getDefaultUncaughtExceptionHandler();
        // Ratis ends the process when it cannot bind; and loading its class installs its own handler for uncaught
        // exceptions.
        ExitUtils.disableSystemExit();
        ExitUtils.setTerminateOnUncaughtException(false);
        Thread.setDefaultUncaughtExceptionHandler(ours);
    }
}
