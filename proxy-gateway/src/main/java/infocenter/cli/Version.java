package infocenter.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code xic --version} prints: the version that the jar's manifest carries. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"xic " + (version == null ? "unpackaged" : version)};
    }
}
