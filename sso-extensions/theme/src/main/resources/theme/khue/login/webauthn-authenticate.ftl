<#import "template.ftl" as layout>
<@layout.registrationLayout layout="sheet"; section>
<#assign known = (auth.attemptedUsername)?has_content>
<#if section = "header"><#if known>${msg("khueStepUpTitle")}<#else>${msg("khuePasskeyAlone")}</#if><#elseif section = "head"><script type="module" src="${url.resourcesPath}/js/passkey.js"></script><#elseif section = "form">
<p><#if known>${msg("khuePasskeyWhat")}<#else>${msg("khuePasskeyAloneWhat")}</#if></p>
<dl class="facts"><#if known><div><dt>${msg("khueAccount")}</dt><dd id="kc-attempted-username">${(auth.attemptedUsername)!}</dd></div></#if><#if client??><div><dt>${msg("khueApp")}</dt><dd>${client.name!client.clientId}</dd></div></#if></dl>
<form class="stack" id="webauth" action="${url.loginAction}" method="post" data-passkey="get" data-challenge="${challenge}" data-rp-id="${rpId}" data-user-verification="${userVerification}" data-timeout="${createTimeout?c}" data-unsupported="${msg("webauthn-unsupported-browser-text")}" data-allow="<#if authenticators??><#list authenticators.authenticators as a>${a.credentialId}<#sep> </#list></#if>">
<input type="hidden" name="clientDataJSON"><input type="hidden" name="authenticatorData"><input type="hidden" name="signature"><input type="hidden" name="credentialId"><input type="hidden" name="userHandle"><input type="hidden" name="error">
<button type="button" class="btn go fill" id="authenticateWebAuthnButton" autofocus disabled>${msg("khuePasskeyUse")}</button>
<#if !known><a class="btn bare fill" href="${url.loginRestartFlowUrl}">${msg("khueBadgePassword")}</a><#elseif (client.baseUrl)?has_content><a class="btn bare fill" href="${client.baseUrl}">${msg("khueBack")}</a></#if>
</form>
<noscript><p class="note warn">${msg("khuePasskeyNoScript")}</p></noscript>
</#if>
</@layout.registrationLayout>
