package infocenter.target.job;

import java.io.IOException;

/** Another target could not be reached, or went on asking to come again, for as long as a call has patience. */
public final class PeerAway extends IOException {
    public PeerAway(String message) {
        super(message);
    }
}
