// Keeps the hosted page for use without a network. The single file needs none of this.
if ("serviceWorker" in navigator && isSecureContext) navigator.serviceWorker.register("offline.js");
