package infocenter.gateway.rest;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * One operation of the contract.
 *
 * @param id its operation id
 * @param method of the request
 * @param path template with names in braces, as in the contract
 * @param query names of the query parameters that it takes; others are refused
 */
record Operation(String id, HttpMethod method, String path, Set<String> query) {}
