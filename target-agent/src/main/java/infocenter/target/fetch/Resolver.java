package infocenter.target.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks for the addresses of a host. Blocks as long as the system's resolver does. */
@FunctionalInterface
public interface Resolver {
    /** That of the system. */
    Resolver SYSTEM = InetAddress::getAllByName;

    /** All of them, the preferred one first. */
    InetAddress[] addresses(String host) throws UnknownHostException;
}
