//! What std would bring, for the npm package's build: the allocator, and a panic that says nothing.
//!
//! A panic is a defect, and the driver recovers from it; its text would cost the browser a quarter of the module.

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
