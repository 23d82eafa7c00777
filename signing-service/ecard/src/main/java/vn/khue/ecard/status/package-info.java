/** Token Status List (draft-ietf-oauth-status-list): whether a card holds, in a list that says nothing of anybody else. */
package vn.khue.ecard.status;
