/**
 * Wazuh's server API, 4.x and 5.x, as it really answers: typed operations, sealed results, one shared token, a rate budget,
 * a pinned CA. Waits for nothing and starts no thread of its own. Knows neither Spring nor another room of Khuê.
 */
package vn.khue.audit.wazuh;
