//! What std would bring, for the npm package's build: the allocator, and a panic that says nothing.
//!
//! A panic is a defect, and the driver recovers from it; its text would cost the browser a quarter of the module.

#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

#[panic_handler]
#[inline(always)]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
