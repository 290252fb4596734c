package infocenter.settings;

/** Settings that a process must not start with. The message names the file and the key, and where it can the cure. */
public final class SettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }

    SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
