package infocenter.target.rest;

import infocenter.target.store.ObjectMetadata;

/**
 * How a door words its answers to one request for an object. Called on the request's event loop, and only while nothing of the answer
 * was sent.
 */
public interface Wording {
    /** Puts what is known of the object into headers; length, range and status are set by who sends the content. */
    void describe(ObjectMetadata metadata);

    /** Ends the answer: ask there. */
    void elsewhere(ObjectAddress address, Place place);

    /** Ends the answer with a refusal. */
    void refuse(Problem problem);
}
