package vn.khue.bench.gate;

/**
 * An app of a realm, and the service that asks for tokens of its own.
 *
 * @param port of the Keycloak on loopback
 * @param realm its name
 * @param client id of the app
 * @param secret of the app, letters and digits
 * @param redirect the app's address for codes; nobody needs to be there
 * @param service id of the client with client credentials
 * @param serviceSecret of that client, letters and digits
 */
record App(
        int port, String realm, String client, String secret, String redirect, String service, String serviceSecret) {
    String path(String end) {
        return "/realms/" + realm + "/protocol/openid-connect/" + end;
    }
}
