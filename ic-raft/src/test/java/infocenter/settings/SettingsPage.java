package infocenter.settings;

import java.util.List;

/** {@code docs/settings.md} as it follows from the records. */
final class SettingsPage {
    private static final String HEAD = """
            # Settings

            Each process reads one YAML file at its start and nothing else: `xic gateway --config gateway.yaml`,
            `xic target --config target.yaml`. Commented examples with every key are in [config/](../config).

            The reader is strict. An unknown key, a key that is there twice, a missing one and a value of another type refuse to start;
            the message names the file and the key, and for an unknown key the one that was probably meant.

            | type | looks like |
            | --- | --- |
            | duration | `500ms`, `10s`, `2m`, `1h`, `7d` |
            | size | `4096`, `64KiB`, `10GiB`, `500MB` |
            | path | relative to the folder of the settings file, or absolute |
            | name | 1 to 64 of `[A-Za-z0-9._-]`, starting with a letter or digit |
            | text | quoted when it looks like a number |
            | list | `[a, b]`, or one `- a` a line |

            This page is generated from the settings records: `mvn -pl ic-raft test -Dtest=SettingsPageTest -Dsettings.write=true`.
            """;

    private SettingsPage() {}

    static String render() {
        StringBuilder page = new StringBuilder(HEAD);
        section(page, "Gateway", GatewaySettings.class);
        section(page, "Target", TargetSettings.class);
        return page.toString();
    }

    private static void section(StringBuilder page, String title, Class<?> type) {
        page.append("\n## ").append(title).append("\n\n| key | type | default | help |\n| --- | --- | --- | --- |\n");
        List<SettingsKeys.Key> keys = SettingsKeys.of(type);
        for (SettingsKeys.Key key : keys) {
            page.append("| `")
                    .append(key.path())
                    .append("` | ")
                    .append(SettingsValues.shown(key.type()))
                    .append(" | ")
                    .append(
                            key.required()
                                    ? "**required**"
                                    : "`" + key.setting().value() + "`")
                    .append(" | ")
                    .append(key.setting().help())
                    .append(" |\n");
        }
    }
}
