<#import "template.ftl" as layout>
<#-- Two keys of one person cannot share a name, so the one that is offered carries the moment. -->
<#setting time_zone="Asia/Ho_Chi_Minh">
<@layout.registrationLayout; section>
<#if section = "header">${msg("khuePasskeyNew")}<#elseif section = "head"><script type="module" src="${url.resourcesPath}/js/passkey.js"></script><#elseif section = "form">
<p>${msg("khuePasskeyNewWhat")}</p>
<form class="stack" id="register" action="${url.loginAction}" method="post" data-passkey="create" data-challenge="${challenge}" data-rp-id="${rpId}" data-rp-name="${rpEntityName}" data-user-id="${userid}" data-user-name="${username}" data-algorithms="<#list signatureAlgorithms as a>${a?c}<#sep> </#list>" data-attestation="${attestationConveyancePreference}" data-attachment="${authenticatorAttachment}" data-resident-key="${residentKey!}" data-user-verification="${userVerificationRequirement}" data-timeout="${createTimeout?c}" data-exclude="${excludeCredentialIds?replace(",", " ")}" data-unsupported="${msg("webauthn-unsupported-browser-text")}">
<input type="hidden" name="clientDataJSON"><input type="hidden" name="attestationObject"><input type="hidden" name="publicKeyCredentialId"><input type="hidden" name="transports"><input type="hidden" name="authenticatorAttachment"><input type="hidden" name="error">
<div class="field"><label for="authenticatorLabel">${msg("khuePasskeyLabel")}</label><input id="authenticatorLabel" name="authenticatorLabel" maxlength="60" value="${msg("khuePasskeyLabelDefault", .now?string("dd/MM/yyyy HH:mm:ss"))}"></div>
<button type="button" class="btn go fill" id="registerWebAuthn" disabled>${msg("khuePasskeyMake")}</button>
</form>
<noscript><p class="note warn">${msg("khuePasskeyNoScript")}</p></noscript>
<#if !isSetRetry?has_content && isAppInitiatedAction?has_content>
<form action="${url.loginAction}" method="post"><button class="btn bare fill" id="cancelWebAuthnAIA" name="cancel-aia" value="true">${msg("doCancel")}</button></form>
</#if>
</#if>
</@layout.registrationLayout>
